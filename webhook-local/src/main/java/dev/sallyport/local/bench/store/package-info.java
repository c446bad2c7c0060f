/** Measures a store of many webhooks: what its queries and pages take, what ingest still does, how long a restart is. */
@NullMarked
package dev.sallyport.local.bench.store;

import org.jspecify.annotations.NullMarked;
