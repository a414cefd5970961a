/// A whole number of the smallest units of a currency, cents as a rule.
public struct Money: Sendable, Hashable, Codable {
    /// The number of units.
    public var amount: Int
    /// The currency's code in lower case.
    public var currency: String

    /// An amount of a currency.
    public init(_ amount: Int, _ currency: String = "usd") {
        self.amount = amount
        self.currency = currency.lowercased()
    }
}

/// How many units of each currency a US dollar is (`dub-api.md`, 12.2 step 6).
public struct ExchangeRates: Sendable, Hashable {
    /// By the currency's code in lower case.
    public var perDollar: [String: Double]

    /// Rates that are known.
    public init(perDollar: [String: Double] = ExchangeRates.usual) {
        self.perDollar = perDollar
    }

    /// In cents of US dollars; as it is where no rate is known.
    public func inDollars(_ money: Money) -> Money {
        guard money.currency != "usd", let rate = perDollar[money.currency], rate > 0 else { return money }
        let units = Self.withoutCents.contains(money.currency) ? 100.0 : 1
        let cents = (Double(money.amount) / rate * units).rounded()
        return Int(exactly: cents).map { Money($0) } ?? money
    }

    /// Rounded rates, so that a local run gives the same amounts every day.
    public static let usual: [String: Double] = [
        "eur": 0.92, "gbp": 0.79, "jpy": 158, "cad": 1.37, "aud": 1.52, "chf": 0.89, "cny": 7.2, "inr": 83, "brl": 5.4,
        "mxn": 18, "krw": 1_380, "sek": 10.6, "nok": 10.7, "dkk": 6.9, "pln": 4.0, "sgd": 1.35, "hkd": 7.8, "nzd": 1.65,
        "zar": 18.5, "vnd": 25_400, "clp": 930,
    ]

    /// Currencies whose smallest unit is the whole one.
    private static let withoutCents: Set = [
        "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf",
    ]
}
