package dev.sallyport.local.bench;

import java.time.Duration;

/**
 * What one run measured.
 *
 * @param connections how many connections it used
 * @param accepted how many webhooks were answered 202
 * @param refused how many were answered otherwise
 * @param failed how many were not answered
 * @param perSecond how many were accepted each second
 * @param p50 the latency that half of the accepted did not exceed
 * @param p99 the same for 99 of 100
 * @param longest the longest latency of all
 * @param syncs how often the disk was synced meanwhile, for taking in and processing together
 * @param cpuPerWebhook the server's processor time by webhook, until all of them were processed
 * @param waiting how many waited to be processed at the end
 */
public record IngestRun(
        int connections,
        int accepted,
        int refused,
        int failed,
        double perSecond,
        Duration p50,
        Duration p99,
        Duration longest,
        long syncs,
        Duration cpuPerWebhook,
        long waiting) {}
