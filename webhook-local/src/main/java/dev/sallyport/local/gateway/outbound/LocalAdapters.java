package dev.sallyport.local.gateway.outbound;

import dev.sallyport.hosting.config.DeliveryConfig;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.hosting.secrets.SecureRandomSecretGenerator;
import dev.sallyport.hosting.sending.ApacheHttpSender;
import dev.sallyport.hosting.sending.JdkAddressResolver;
import dev.sallyport.hosting.sending.SenderSettings;
import dev.sallyport.local.secrets.MasterKeyFile;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.testkit.memory.InMemoryEventFilter;

/** What outbound delivery stands on in one process: the local store, master keys on disk, a client, the system's DNS. */
public final class LocalAdapters implements AutoCloseable {

    /** Connections kept for the next request, beside those in use. */
    private static final int SPARE = 4;

    private final OutboundAdapters adapters;
    private final ApacheHttpSender sender;
    private final JdkAddressResolver resolver;

    private LocalAdapters(OutboundAdapters adapters, ApacheHttpSender sender, JdkAddressResolver resolver) {
        this.adapters = adapters;
        this.sender = sender;
        this.resolver = resolver;
    }

    /**
     * Opens what is not open yet.
     *
     * @throws dev.sallyport.local.store.engine.DataDirectoryException if the master keys cannot be used
     */
    public static LocalAdapters open(LocalStore store, DeliveryConfig config) {
        SenderSettings usual = SenderSettings.defaults();
        // An endpoint's own limit bounds what goes to it, before anything waits for a connection.
        SenderSettings settings = new SenderSettings(
                config.inFlight() + config.inFlight() / SPARE + 1,
                config.inFlight(),
                usual.connectTimeout(),
                usual.idle(),
                usual.handshakes());
        EnvelopeSecretCipher cipher = new EnvelopeSecretCipher(MasterKeyFile.in(store.directory()));
        ApacheHttpSender sender = new ApacheHttpSender(settings);
        JdkAddressResolver resolver = new JdkAddressResolver();
        return new LocalAdapters(
                new OutboundAdapters(
                        store.tenants(),
                        store.endpoints(),
                        store.deliveries(),
                        sender,
                        resolver,
                        new InMemoryEventFilter(),
                        cipher,
                        new SecureRandomSecretGenerator()),
                sender,
                resolver);
    }

    /** Returns them as ports. */
    public OutboundAdapters ports() {
        return adapters;
    }

    /** Closes connections and threads; the store stays open. */
    @Override
    public void close() {
        sender.close();
        resolver.close();
    }
}
