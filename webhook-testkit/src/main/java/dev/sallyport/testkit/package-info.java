/** Port contracts and in-memory adapters for everyone who writes an adapter of their own. */
@NullMarked
package dev.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
