/** Who posts events and owns endpoints, and the keys by which they are known. */
@NullMarked
package dev.sallyport.core.delivery.tenant;

import org.jspecify.annotations.NullMarked;
