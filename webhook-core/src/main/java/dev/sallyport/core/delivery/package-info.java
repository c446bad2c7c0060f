/** Sending events on to tenants' endpoints: to whom, whereto, and what became of it. */
@NullMarked
package dev.sallyport.core.delivery;

import org.jspecify.annotations.NullMarked;
