package dev.sallyport.infra;

import dev.sallyport.infra.deployment.Deployment;
import dev.sallyport.infra.function.FunctionSettings;
import dev.sallyport.infra.ingress.IngressSettings;
import dev.sallyport.infra.network.NetworkSettings;
import dev.sallyport.infra.observe.AlarmSettings;
import dev.sallyport.infra.settings.DataRetention;
import dev.sallyport.infra.settings.Names;
import dev.sallyport.infra.settings.PropsStyle;
import dev.sallyport.infra.storage.ArchiveSettings;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What a {@link WebhookPipeline} is made from. */
@PropsStyle
@Value.Immutable
public interface WebhookPipelineProps {

    /** Returns a builder; names, deployment and functions have to be given. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns how resources are named, by environment. */
    Names names();

    /** Returns what {@code sallyport.yaml} says. */
    Deployment deployment();

    /** Returns how functions run, and their code. */
    FunctionSettings functions();

    /** Returns the value of the tag {@code Service}; default {@code sallyport}. */
    @Value.Default
    default String service() {
        return "sallyport";
    }

    /** Returns where requests come in; default a REST API without keys or a domain of its own. */
    @Value.Default
    default IngressSettings ingress() {
        return IngressSettings.builder().build();
    }

    /** Returns how long bodies are kept, and how cold. */
    @Value.Default
    default ArchiveSettings archive() {
        return ArchiveSettings.builder().build();
    }

    /** Returns when people are called, and whom. */
    @Value.Default
    default AlarmSettings alarms() {
        return AlarmSettings.builder().build();
    }

    /** Returns the network that functions run in; null, the default, for none of the account's own. */
    @Nullable
    NetworkSettings network();

    /** Returns what becomes of data when the stack is deleted; default it is deleted. */
    @Value.Default
    default DataRetention retention() {
        return DataRetention.DELETE;
    }

    /** Returns whether a key of the account's own encrypts data; default the keys that AWS manages. */
    @Value.Default
    default boolean ownKey() {
        return false;
    }

    /** Returns whether entries for the providers' secrets are made; false if they exist. Default true. */
    @Value.Default
    default boolean makeSecrets() {
        return true;
    }

    /** Returns how long published events can be replayed from the bus's archive, in days, 1 or more; default 30. */
    @Value.Default
    default int busArchiveDays() {
        return 30;
    }

    /** Builds props. */
    final class Builder extends ImmutableWebhookPipelineProps.Builder {
        Builder() {}
    }
}
