/** The local gateway: store, use cases, workers and HTTP routes composed into one process that starts and stops as one. */
@NullMarked
package dev.sallyport.local.gateway;

import org.jspecify.annotations.NullMarked;
