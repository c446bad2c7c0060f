/** What a tenant registers to be told of events, the secrets it is signed with, and how well it has been doing. */
@NullMarked
package dev.sallyport.core.delivery.endpoint;

import org.jspecify.annotations.NullMarked;
