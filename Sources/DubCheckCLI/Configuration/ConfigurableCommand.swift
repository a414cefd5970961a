/// A command whose options can also come from the environment and the configuration file.
protocol ConfigurableCommand: ContextCommand {
    /// The options that can, besides those every command has.
    static var settings: [Setting] { get }
    /// The options every command has.
    var common: CommonOptions { get }
}
