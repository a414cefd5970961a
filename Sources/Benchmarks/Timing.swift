import Foundation

/// Clocks and medians.
enum Timing {
    /// Processor seconds this process has used.
    static func processorTime() -> Double {
        var usage = rusage()
        // RUSAGE_SELF, whose type differs between C's enum and the function's parameter here.
        getrusage(0, &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Wall seconds of the work.
    static func wall(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// The middle of the values.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

extension Double {
    /// The value with so many decimals.
    func rounded(_ decimals: Int) -> String {
        String(format: "%.\(decimals)f", self)
    }
}
