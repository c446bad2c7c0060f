/** What tenants and operators ask of outbound delivery over HTTP, and the threads that deliver. */
@NullMarked
package dev.sallyport.local.gateway.outbound;

import org.jspecify.annotations.NullMarked;
