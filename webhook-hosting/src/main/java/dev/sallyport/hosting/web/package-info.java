/**
 * Requests, responses, their routes, and the one form in which refusals are written (RFC 9457), whatever server brings
 * them. Nothing here knows what a webhook is.
 */
@NullMarked
package dev.sallyport.hosting.web;

import org.jspecify.annotations.NullMarked;
