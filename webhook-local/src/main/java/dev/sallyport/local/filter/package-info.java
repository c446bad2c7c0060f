/** Choosing events by what their bodies say, with the matcher that EventBridge uses. */
@NullMarked
package dev.sallyport.local.filter;

import org.jspecify.annotations.NullMarked;
