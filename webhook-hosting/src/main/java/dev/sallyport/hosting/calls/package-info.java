/**
 * What the gateway itself asks of providers over HTTPS: the keys they publish, and the URLs by which they want
 * subscriptions confirmed. Who sends a webhook has a say in where these calls go, so all of them pass one guard.
 */
@NullMarked
package dev.sallyport.hosting.calls;

import org.jspecify.annotations.NullMarked;
