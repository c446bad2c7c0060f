/**
 * Putting right what went wrong at scale: runs that redrive dead webhooks or replay processed ones, a page at a time, so
 * that a run which is killed goes on where it stopped.
 */
@NullMarked
package dev.sallyport.core.repair;

import org.jspecify.annotations.NullMarked;
