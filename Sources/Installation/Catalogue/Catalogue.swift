/// The catalogue of findings: every check, in the order in which a cause precedes what follows from it.
public enum Catalogue {
    /// Every row this version knows, in the order of the sections.
    public static let entries: [CatalogueEntry] = {
        let all = basisChecks.map { $0.entry } + checks.map { $0.entry } + otherEntries
        let order = CatalogueSection.allCases
        return order.flatMap { section in all.filter { $0.section == section } }
    }()

    /// The row of an id, or nil.
    public static func entry(_ id: String) -> CatalogueEntry? {
        entries.first { $0.id == id }
    }

    /// The verdict on a page whose only finding is this one; a nil id stands for a healthy page.
    ///
    /// - Parameter mode: in static mode some rows need a browser to tell, and are inconclusive.
    public static func expectedVerdict(forFinding id: String?, mode: TargetReport.Mode) -> Verdict? {
        guard let id else { return .pass }
        guard let entry = entry(id) else { return nil }
        if mode == .static, entry.needsBrowser { return .inconclusive }
        return Verdict(findings: [entry.finding("", severity: entry.severityAlone)])
    }

    /// Whether there is a page to judge.
    static let basisChecks: [any BasisCheck.Type] = [
        RedirectLoopOrLong.self, DNSOrTLSFailure.self, SlowPage.self, BotChallenge.self, AuthWall.self,
        PageErrorStatus.self, NotHTML.self, PageTooLarge.self,
    ]

    /// Checks of the page: causes come before their consequences.
    static let checks: [any Check.Type] = [
        // Seen in a browser to be behind what follows.
        CSPTrustedTypes.self, PlatformSandboxedPixel.self,
        // The tag in the markup.
        ScriptMissing.self, PlatformEmbedDisabled.self, ScriptCommentedOut.self, ScriptInNoscript.self,
        ScriptInTemplate.self,
        ScriptSwallowed.self, ScriptEscapedAsText.self, ScriptOnlyInIframe.self, SrcMissing.self,
        InnerHTMLInjection.self, EvalOrBundledLoader.self, GTMNotPublished.self, DynamicInstall.self,
        // The tag does not load.
        ConsentGated.self, OptimizerDelaysScript.self, RocketLoader.self, PartytownWorker.self,
        TypeNotJavaScript.self, TypeModule.self, ScriptNomodule.self, ScriptSelfClosing.self,
        ScriptTagUnclosed.self, ShadowRootInjection.self, SrcSmartQuotes.self, SrcBaseHref.self,
        SrcInsecureHTTP.self, SrcWrongProduct.self, SrcUnknownVariant.self, SrcWrongHost.self,
        ObjectBlocked.self,
        // A policy of the page keeps it out.
        CSPMultiplePolicies.self, CSPNonceStrictDynamic.self, CSPDuplicateDirective.self, CSPApexVersusWWW.self,
        CSPPathMismatch.self, CSPMetaBlocksScript.self, CSPBlocksScript.self, CSPSandbox.self,
        // The file does not arrive or does not run.
        CORPOrCOEPBlocked.self, CrossoriginNoCORS.self, IntegrityMismatch.self, ScriptNetworkError.self,
        ScriptHTTPError.self, ScriptMIMENosniff.self, ProxyServesHTML.self, ScriptException.self,
        UnconfirmedScript.self, OptimizerCombinesScript.self,
        // The script stops, or its cookie is not kept.
        CookieOptionsInvalidJSON.self, CookieOptionsNull.self,
        QueryStrippedByRedirect.self, QueryStrippedByClient.self, CookieStorageBlocked.self, ConsentBlocksCookie.self,
        CookieSecureExisting.self,
        CookieHTTPOnlyOption.self, CookieDomainMismatch.self, CookieDomainPublicSuffix.self,
        CookieHostWWWOnSuffix.self, CookieSecureOnHTTP.self, CookieSameSiteNoneInsecure.self, CookieExpired.self,
        CookieHTTPOnlyExisting.self, CookieDeletedByServer.self, CookieNotSet.self,
        // It works, and something is lost.
        StaleCDNCache.self, CacheVariantMismatch.self, RedirectOtherSite.self, DuplicateVariantMix.self,
        DuplicateConflictingConfig.self, DuplicateScript.self, ObjectImpostor.self, PublishableKeyWrongKind.self,
        // An option is not there, cannot be read, or asks for what the file does not have.
        AttributeMisspelled.self, SnippetCommentInTag.self,
        DomainsSingleQuotedJSON.self, DomainsInvalidJSON.self, QueryParamsNotArray.self,
        QueryParamShadowsQueryParams.self, ReferDomainMalformed.self, ReferDomainPlaceholder.self,
        ReferDomainMissing.self, ProxyVariantMismatch.self, VariantConfigMismatch.self, PublishableKeyMissing.self,
        VariantWithoutConfig.self, AttributionModelUnknown.self, APIHostMalformed.self, SDKOutdated.self,
        // Calls and cookies beside the script's own.
        CSPConnectSrcBlocksAPI.self, CSPBlocksInlineStub.self, QueueCallBeforeStub.self,
        LeadCallWithoutConversionVariant.self, CookieShadowed.self,
        CookieScopeTooNarrow.self, CookieCrossSiteApp.self, CookieSessionOnly.self, CookiePathNarrow.self,
        QueryInHash.self,
        ScriptInBody.self, HeadClosedEarly.self, ScriptInlinedCopy.self,
        CookieLifetimeUnexpected.self, CookieValueMangled.self, QueryHTMLEscaped.self, QueryCaseOrDuplicate.self,
        LateInjection.self, GTMStripsAttributes.self, SDKPropsNotAttributes.self, ExpectationNotMet.self,
        // What the API says.
        APICORSMissing.self, ProxySingleSegment.self, ProxyAPIBroken.self, HostnameNotAllowed.self,
        LocalhostNotAllowed.self, LinkNotFound.self, PlanOrKeyRejected.self, VisitCookieWithoutClick.self,
        LinkWithoutConversion.self, AdblockBlocksAPI.self,
        // Good to know.
        ScriptBetweenHeadAndBody.self, CSPReportOnly.self, ProxiedScript.self, CacheIgnoresQuery.self,
        InterstitialRedirect.self, ServiceWorkerStale.self, ShortDomainDeprecated.self, TestValueResidue.self,
        FirstClickExisting.self, CookieSameSiteInvalid.self, CookieHostOnly.self, CookieITPCap.self,
        FragileMarkup.self, ToolDisagreement.self,
    ]

    /// Rows which no check of a single page decides.
    static let otherEntries: [CatalogueEntry] = [
        PageNotCovered.entry, ToolError.entry, BrowserFailed.entry, AdblockBlocksScript.entry,
    ]
}
