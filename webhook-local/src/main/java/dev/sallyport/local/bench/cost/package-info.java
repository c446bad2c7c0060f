/** What webhooks cost on AWS: counts of calls, made by whoever can run the functions, at public prices. */
@NullMarked
package dev.sallyport.local.bench.cost;

import org.jspecify.annotations.NullMarked;
