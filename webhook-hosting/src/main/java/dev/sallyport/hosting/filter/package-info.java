/** Choosing events by what their bodies say, with the matcher that EventBridge uses. */
@NullMarked
package dev.sallyport.hosting.filter;

import org.jspecify.annotations.NullMarked;
