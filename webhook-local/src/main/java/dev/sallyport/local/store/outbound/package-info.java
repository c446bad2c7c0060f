/** Keeps tenants, endpoints, events and deliveries in the one database of the process, reached by indexes alone. */
@NullMarked
package dev.sallyport.local.store.outbound;

import org.jspecify.annotations.NullMarked;
