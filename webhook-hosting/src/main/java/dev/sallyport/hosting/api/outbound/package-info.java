/** The HTTP interface for tenants and their endpoints, over the use cases of the core. */
@NullMarked
package dev.sallyport.hosting.api.outbound;

import org.jspecify.annotations.NullMarked;
