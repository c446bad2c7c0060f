/** The HTTP door of the local gateway: a server behind an interface of three types. Nothing here knows what a webhook is. */
@NullMarked
package dev.sallyport.local.http;

import org.jspecify.annotations.NullMarked;
