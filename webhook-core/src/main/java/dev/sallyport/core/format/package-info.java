/**
 * The texts in which requests, records and runs are kept and moved, so that every set of adapters writes them alike and
 * one can read what another wrote.
 */
@NullMarked
package dev.sallyport.core.format;

import org.jspecify.annotations.NullMarked;
