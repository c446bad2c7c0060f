/** Compares how fast Sallyport and others take webhooks in, each in a process of its own under the same load. */
@NullMarked
package dev.sallyport.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
