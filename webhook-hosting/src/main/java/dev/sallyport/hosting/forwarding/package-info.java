/** Processed webhooks become events for tenants. */
@NullMarked
package dev.sallyport.hosting.forwarding;

import org.jspecify.annotations.NullMarked;
