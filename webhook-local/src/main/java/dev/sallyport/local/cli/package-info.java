/**
 * The command line: one class for each command, and one place each for what all of them share: options, errors, tables,
 * progress. Commands decide nothing about webhooks; they call the gateway and render what it says.
 */
@NullMarked
package dev.sallyport.local.cli;

import org.jspecify.annotations.NullMarked;
