package dev.sallyport.benchmarks.coldstart;

/**
 * One start of one function.
 *
 * @param readyMillis from the start of the process until it asked for an event
 * @param firstMillis from the start of the process until its first answer
 * @param firstCpuMillis processor time until then; the system counts it in hundredths of a second
 * @param warmMillis the median of the following invocations
 * @param warmCpuMillis processor time of each of them, on average
 * @param peakMebibytes the most memory it had resident
 */
record ColdStart(
        double readyMillis,
        double firstMillis,
        double firstCpuMillis,
        double warmMillis,
        double warmCpuMillis,
        double peakMebibytes) {}
