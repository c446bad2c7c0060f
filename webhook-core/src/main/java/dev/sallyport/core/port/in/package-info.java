/** What the core does for its callers: one interface per use case, with its command and its sealed result. */
@NullMarked
package dev.sallyport.core.port.in;

import org.jspecify.annotations.NullMarked;
