package dev.sallyport.hosting.forwarding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.port.in.AcceptEventUseCase;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.hosting.config.ForwardingRule;
import dev.sallyport.hosting.web.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of processed webhooks, as forwarding rules say. A webhook counts as processed only after its events are
 * kept; the event's id follows from tenant and webhook, so that a webhook that is processed again is forwarded once.
 * Thread-safe.
 */
public final class Forwarding implements WebhookHandler {

    private static final String BYTES = "application/octet-stream";
    private static final Pattern CONTENT_TYPE = Pattern.compile("[!-~](?:[ -~]{0,126}[!-~])?");
    private static final JsonFieldReader WELL_FORMED = JsonFieldReader.of(List.of());

    private final List<ForwardingRule> rules;
    private final EventFilter filter;
    private final AcceptEventUseCase accepting;
    private final Runnable afterForwarding;

    /**
     * Makes a handler.
     *
     * @param rules in their order: the first that fits a tenant counts
     * @param afterForwarding runs when there may be something to deliver
     */
    public Forwarding(
            List<ForwardingRule> rules, EventFilter filter, AcceptEventUseCase accepting, Runnable afterForwarding) {
        this.rules = List.copyOf(rules);
        this.filter = filter;
        this.accepting = accepting;
        this.afterForwarding = afterForwarding;
    }

    @Override
    public void handle(WebhookRecord webhook, PayloadSource payloads) throws HandlerFailedException {
        List<ForwardingRule> about = rules.stream()
                .filter(rule -> rule.isAbout(webhook.provider(), webhook.eventType()))
                .toList();
        if (about.isEmpty()) {
            return;
        }
        ArchivedWebhook archived = read(payloads);
        Set<TenantId> served = new HashSet<>();
        for (ForwardingRule rule : about) {
            String pattern = rule.filter();
            boolean chosen = pattern == null || filter.matches(pattern, archived.body());
            if (chosen && served.add(rule.to())) {
                forward(rule, webhook, archived);
            }
        }
        afterForwarding.run();
    }

    private static ArchivedWebhook read(PayloadSource payloads) throws HandlerFailedException {
        return switch (payloads.read()) {
            case PayloadArchive.ReadOutcome.Found found -> found.webhook();
            case PayloadArchive.ReadOutcome.Missing missing -> throw new HandlerFailedException("payload-missing");
            case PayloadArchive.ReadOutcome.Corrupt corrupt -> throw new HandlerFailedException("payload-corrupt");
        };
    }

    private void forward(ForwardingRule rule, WebhookRecord webhook, ArchivedWebhook archived)
            throws HandlerFailedException {
        boolean whole = rule.form() == ForwardingRule.Form.ORIGINAL;
        AcceptEventCommand command = AcceptEventCommand.builder()
                .tenant(rule.to())
                .type(webhook.eventType())
                .contentType(whole ? contentTypeOf(archived) : "application/json")
                .body(whole ? archived.body() : envelope(webhook, archived))
                .orderingKey(webhook.orderingKey())
                .forwardedFrom(webhook.id())
                .build();
        switch (accepting.accept(command)) {
            case AcceptEventResult.Accepted accepted -> {}
            // The rule has changed since the webhook was forwarded: what was kept then stays.
            case AcceptEventResult.Conflict conflict -> {}
            case AcceptEventResult.Refused refused ->
                throw new HandlerFailedException("forward-" + refused.reason().code());
            case AcceptEventResult.UnknownTenant unknown -> throw new HandlerFailedException("forward-unknown-tenant");
            case AcceptEventResult.Unavailable unavailable -> throw new HandlerFailedException("forward-unavailable");
        }
    }

    private static String contentTypeOf(ArchivedWebhook archived) {
        String given = archived.request().headers().first("Content-Type");
        return given != null && CONTENT_TYPE.matcher(given).matches() ? given : BYTES;
    }

    private static RawPayload envelope(WebhookRecord webhook, ArchivedWebhook archived) {
        String json = jsonIn(archived.body());
        return Json.write(out -> {
            out.writeStringField("webhook_id", webhook.id().value());
            out.writeStringField("provider", webhook.provider().value());
            out.writeStringField("type", webhook.eventType().value());
            out.writeStringField("received_at", webhook.receivedAt().toString());
            if (json == null) {
                out.writeFieldName("data_base64");
                out.writeBinary(archived.body().toByteArray());
            } else {
                out.writeFieldName("data");
                out.writeRawValue(json);
            }
        });
    }

    /** Returns the body's text if it is JSON in UTF-8, or null. */
    private static @Nullable String jsonIn(RawPayload body) {
        if (!(WELL_FORMED.read(body) instanceof JsonFields.Found)) {
            return null;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(body.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
