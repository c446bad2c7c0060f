package dev.sallyport.core.ordering;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a webhook must not overtake.
 *
 * <p>Order is the order of acceptance within one key; across keys there is none. Immutable and safe to share between
 * threads.
 */
public sealed interface OrderingPolicy {

    /**
     * Returns the key under which a webhook is queued.
     *
     * @param entity what the event is about, in the provider's words; null where the event does not say or nobody looked
     */
    OrderingKey keyFor(ProviderId provider, WebhookId webhook, @Nullable String entity);

    /** One key for everything that a provider sends; the default. */
    static OrderingPolicy byProvider() {
        return new ByProvider();
    }

    /**
     * One key for each entity, found in the body.
     *
     * @param pointer a JSON Pointer (RFC 6901), for example {@code /data/customer}
     */
    static OrderingPolicy byEntity(String pointer) {
        return new ByEntity(pointer);
    }

    /** One key for each entity, found where the catalogue says that this provider names it. */
    static OrderingPolicy byCatalogueEntity() {
        return new ByEntity(null);
    }

    /** No order: each webhook has a key of its own. */
    static OrderingPolicy unordered() {
        return new Unordered();
    }

    /** See {@link OrderingPolicy#byProvider()}. */
    record ByProvider() implements OrderingPolicy {

        @Override
        public OrderingKey keyFor(ProviderId provider, WebhookId webhook, @Nullable String entity) {
            return OrderingKey.ofProvider(provider);
        }
    }

    /**
     * See {@link OrderingPolicy#byEntity(String)}.
     *
     * <p>A webhook that names no entity, or an empty one, takes its provider's key: such webhooks stay in order among
     * themselves, and there is no order between them and those of an entity.
     *
     * @param pointer where the entity is found in the body; null for where the catalogue says
     */
    record ByEntity(@Nullable String pointer) implements OrderingPolicy {

        public ByEntity {
            if (pointer != null && !pointer.startsWith("/")) {
                throw new IllegalArgumentException("pointer must begin with '/'");
            }
        }

        @Override
        public OrderingKey keyFor(ProviderId provider, WebhookId webhook, @Nullable String entity) {
            return entity == null || entity.isEmpty()
                    ? OrderingKey.ofProvider(provider)
                    : OrderingKey.ofEntity(provider, entity);
        }
    }

    /** See {@link OrderingPolicy#unordered()}. */
    record Unordered() implements OrderingPolicy {

        @Override
        public OrderingKey keyFor(ProviderId provider, WebhookId webhook, @Nullable String entity) {
            return OrderingKey.ofWebhook(provider, webhook);
        }
    }
}
