/** The gateway seen from outside: sends webhooks to one and reads what it says of them, over HTTP. */
@NullMarked
package dev.sallyport.local.client;

import org.jspecify.annotations.NullMarked;
