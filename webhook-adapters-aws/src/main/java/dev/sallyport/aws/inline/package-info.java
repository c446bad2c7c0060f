/**
 * Webhooks that travel whole in the queue's messages and are archived in bundles by whoever consumes these. Joins what
 * the packages of the services offer.
 */
@NullMarked
package dev.sallyport.aws.inline;

import org.jspecify.annotations.NullMarked;
