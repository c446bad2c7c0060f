package dev.sallyport.core.application;

/** What became of the webhooks of one page of a repair run. */
record RepairCounts(int repaired, int skipped, int failed) {}
