package dev.sallyport.infra.settings;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.kms.IKey;

/**
 * What every construct of one pipeline is given.
 *
 * @param names how resources are named
 * @param retention what becomes of data when the stack is deleted
 * @param key the customer managed key that encrypts data; null for the keys that AWS manages, at no cost
 */
public record Foundation(
        Names names, DataRetention retention, @Nullable IKey key) {}
