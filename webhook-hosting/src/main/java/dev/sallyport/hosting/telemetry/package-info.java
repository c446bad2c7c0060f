/** Log lines of what happens, and telling several listeners at once. */
@NullMarked
package dev.sallyport.hosting.telemetry;

import org.jspecify.annotations.NullMarked;
