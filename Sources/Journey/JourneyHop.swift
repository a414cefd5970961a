/// A step of the way from the short link to the lead, in its order.
public enum JourneyHop: String, Sendable, Hashable, Codable, CaseIterable {
    /// A conversion link to the start page was made.
    case link
    /// The link's redirect has a click id, and the click is recorded.
    case redirect
    /// The start page came, and the click id is still in its URL.
    case arrival
    /// The analytics script runs.
    case script
    /// The click id is in the `dub_id` cookie.
    case cookie
    /// Fields were found and filled, buttons clicked.
    case form
    /// The form sent something.
    case submission
    /// The app told the harness of it, directly or through Segment.
    case event
    /// The lead is recorded for the click.
    case lead
}
