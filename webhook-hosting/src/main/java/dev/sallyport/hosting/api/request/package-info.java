/** What all routes of the gateway share: who may ask, and what is asked for. */
@NullMarked
package dev.sallyport.hosting.api.request;

import org.jspecify.annotations.NullMarked;
