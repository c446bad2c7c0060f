/**
 * Reads {@code sallyport.yaml} into immutable records, or refuses it with every mistake's line, column and remedy. Only
 * this package knows YAML.
 */
@NullMarked
package dev.sallyport.hosting.config;

import org.jspecify.annotations.NullMarked;
