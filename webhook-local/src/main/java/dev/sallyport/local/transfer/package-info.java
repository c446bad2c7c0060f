/**
 * Moves all that one engine keeps to another: over the core's ports, by way of files that are described in
 * {@code docs/export.md}.
 */
@NullMarked
package dev.sallyport.local.transfer;

import org.jspecify.annotations.NullMarked;
