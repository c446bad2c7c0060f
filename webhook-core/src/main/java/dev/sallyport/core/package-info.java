/** The root of the core: only the style of its generated values lives here. */
@NullMarked
package dev.sallyport.core;

import org.jspecify.annotations.NullMarked;
