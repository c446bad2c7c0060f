/** The benchmark of {@code bench deliver}: gateways and receivers in processes of their own, and what became of events. */
@NullMarked
package dev.sallyport.local.bench.deliver;

import org.jspecify.annotations.NullMarked;
