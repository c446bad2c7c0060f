package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which event a provider's request is about. A provider that names no id, or sends many events in one request, is told
 * apart by the digest of the body: an id of the first event would swallow the others.
 */
class IdentityTableTest {

    /** A request in short form, and {@code id | type | entity | order}; {@code -} where the provider says nothing. */
    record Row(String scheme, String body, List<String> headers, String expected) {

        @Override
        public String toString() {
            return scheme + ": " + expected;
        }
    }

    private static Row row(String scheme, String body, String expected, String... headers) {
        return new Row(scheme, body.replace('\'', '"'), List.of(headers), expected);
    }

    private static String time(String instant) {
        Instant at = Instant.parse(instant);
        return "time " + (at.getEpochSecond() * 1_000_000_000L + at.getNano());
    }

    private static String describe(EventIdentity identity) {
        OrderingMark order = identity.order();
        return text(identity.eventId()) + " | " + identity.type() + " | " + text(identity.entity()) + " | "
                + (order == null ? "-" : order.kind().name().toLowerCase(Locale.ROOT) + " " + order.position());
    }

    private static String text(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static EventIdentity identify(Row row) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(row.scheme());
        assertThat(scheme).as(row.scheme()).isNotNull();
        return IdentityReader.of(scheme)
                .identify(new WebhookRequest(
                        "POST",
                        "https://example.com",
                        Headers.of(row.headers().toArray(String[]::new)),
                        RawPayload.copyOf(row.body().getBytes(StandardCharsets.UTF_8)),
                        Subject.NOW));
    }

    static Stream<Row> payments() {
        return Stream.of(
                row(
                        "nmi",
                        "{'event_id':'e1','event_type':'transaction.sale.success','event_body':{'transaction_id':'t1'}}",
                        "e1 | transaction.sale.success | t1 | -"),
                row(
                        "stripe",
                        "{'id':'evt_1','type':'charge.succeeded','created':1755820800,'data':{'object':{'id':'ch_1'}}}",
                        "evt_1 | charge.succeeded | ch_1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "adyen",
                        "{'notificationItems':[{'NotificationRequestItem':{'pspReference':'7914','eventCode':"
                                + "'AUTHORISATION','success':'true','eventDate':'2025-08-22T00:00:00+00:00'}}]}",
                        "7914:AUTHORISATION:true | AUTHORISATION | 7914 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "square",
                        "{'event_id':'6a8f','type':'payment.updated','created_at':'2025-08-22T00:00:00.5Z',"
                                + "'data':{'id':'KkAk'}}",
                        "6a8f | payment.updated | KkAk | " + time("2025-08-22T00:00:00.5Z")),
                row(
                        "razorpay",
                        "{'event':'payment.captured','created_at':1755820800,"
                                + "'payload':{'payment':{'entity':{'id':'pay_1'}}}}",
                        "Ev1 | payment.captured | pay_1 | " + time("2025-08-22T00:00:00Z"),
                        "x-razorpay-event-id",
                        "Ev1"),
                row(
                        "gocardless",
                        "{'events':[{'id':'EV1','created_at':'2025-08-22T00:00:00.123Z','resource_type':'payments',"
                                + "'action':'confirmed','links':{'payment':'PM1'}}],'meta':{'webhook_id':'WB1'}}",
                        "WB1 | payments.confirmed | PM1 | " + time("2025-08-22T00:00:00.123Z")),
                row(
                        "mollie",
                        "{'id':'whe_1','type':'payment-link.paid','entityId':'pl_1',"
                                + "'createdAt':'2025-08-22T00:00:00.0Z'}",
                        "whe_1 | payment-link.paid | pl_1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "paddle",
                        "{'event_id':'evt_01','event_type':'transaction.paid','occurred_at':"
                                + "'2025-08-22T00:00:00.123456Z','data':{'id':'txn_1'},'notification_id':'ntf_1'}",
                        "evt_01 | transaction.paid | txn_1 | " + time("2025-08-22T00:00:00.123456Z")),
                row(
                        "checkout-com",
                        "{'id':'evt_az','type':'payment_approved','created_on':'2025-08-22T00:00:00Z',"
                                + "'data':{'id':'pay_1'}}",
                        "evt_az | payment_approved | pay_1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "klarna",
                        "{'metadata':{'event_id':'e-1','event_type':'payment.request.state-change.completed',"
                                + "'occurred_at':'2025-08-22T00:00:00Z'}}",
                        "e-1 | payment.request.state-change.completed | - | " + time("2025-08-22T00:00:00Z")),
                row(
                        "worldpay",
                        "{'eventId':'w-1','eventTimestamp':'2025-08-22T00:00:00Z','eventDetails':{'type':'authorized'}}",
                        "w-1 | authorized | - | " + time("2025-08-22T00:00:00Z")),
                row(
                        "wise",
                        "{'event_type':'transfers#state-change','data':{'resource':{'id':111},"
                                + "'occurred_at':'2025-08-22T00:00:00Z'}}",
                        "d-1 | transfers#state-change | 111 | " + time("2025-08-22T00:00:00Z"),
                        "X-Delivery-Id",
                        "d-1"),
                row(
                        "revolut",
                        "{'event':'ORDER_COMPLETED','order_id':'o-1','timestamp':'2025-08-22T00:00:00.1Z'}",
                        "ORDER_COMPLETED:o-1:2025-08-22T00%3a00%3a00.1Z | ORDER_COMPLETED | o-1 | "
                                + time("2025-08-22T00:00:00.1Z")),
                row(
                        "plaid",
                        "{'webhook_type':'TRANSACTIONS','webhook_code':'SYNC_UPDATES_AVAILABLE','item_id':'i-1'}",
                        "- | TRANSACTIONS.SYNC_UPDATES_AVAILABLE | i-1 | -"),
                row(
                        "chargebee",
                        "{'id':'ev_1','event_type':'subscription_created','occurred_at':1755820800,"
                                + "'content':{'subscription':{'id':'sub_1'}}}",
                        "ev_1 | subscription_created | sub_1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "recurly",
                        "{'id':'r1','object_type':'account','event_type':'created','uuid':'u1',"
                                + "'event_time':'2025-08-22T00:00:00Z'}",
                        "r1 | account.created | u1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "alipay",
                        "notify_id=n1&notify_type=trade_status_sync&trade_status=TRADE_SUCCESS&out_trade_no=70501",
                        "n1 | trade_status_sync.TRADE_SUCCESS | 70501 | -"),
                row(
                        "wechatpay",
                        "{'id':'EV-1','event_type':'TRANSACTION.SUCCESS','create_time':'2025-08-22T08:00:00+08:00'}",
                        "EV-1 | TRANSACTION.SUCCESS | - | " + time("2025-08-22T00:00:00Z")),
                row(
                        "intuit",
                        "{'eventNotifications':[{'realmId':'r','dataChangeEvent':{'entities':[{'name':'Customer',"
                                + "'id':'1','operation':'Create','lastUpdated':'2025-08-22T00:00:00.000Z'}]}}]}",
                        "- | Customer.Create | r:Customer:1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "xero",
                        "{'events':[{'resourceId':'res','eventCategory':'INVOICE','eventType':'UPDATE'}],"
                                + "'firstEventSequence':7,'lastEventSequence':9}",
                        "- | INVOICE.UPDATE | res | version 9"));
    }

    static Stream<Row> others() {
        return Stream.of(
                row(
                        "standard-webhooks",
                        "{'type':'a.b','timestamp':'2025-08-22T00:00:00Z'}",
                        "msg_1 | a.b | - | " + time("2025-08-22T00:00:00Z"),
                        "webhook-id",
                        "msg_1"),
                row(
                        "shopify",
                        "{'id':820982911946154508,'updated_at':'2025-08-22T00:00:00Z'}",
                        "98880550:orders/create | orders/create | 820982911946154508 | version "
                                + time("2025-08-22T00:00:00Z").substring("time ".length()),
                        "X-Shopify-Event-Id",
                        "98880550",
                        "X-Shopify-Topic",
                        "orders/create"),
                row(
                        "github",
                        "{'action':'opened','repository':{'full_name':'o/r'}}",
                        "72d3162e | issues.opened | o/r | -",
                        "X-GitHub-Delivery",
                        "72d3162e",
                        "X-GitHub-Event",
                        "issues"),
                row(
                        "slack",
                        "{'event_id':'Ev1','type':'event_callback','event':{'type':'message','channel':'C1'}}",
                        "Ev1 | message | C1 | -"),
                row(
                        "twilio",
                        "CallSid=CA1&CallStatus=ringing&SequenceNumber=2",
                        "CA1:ringing:2 | ringing | CA1 | sequence 2"),
                row("twilio", "MessageSid=SM1&MessageStatus=sent", "SM1:sent | sent | SM1 | -"),
                row("sendgrid", "[{'sg_event_id':'a','event':'open'},{'sg_event_id':'b'}]", "- | open | - | -"),
                row(
                        "hubspot-v3",
                        "[{'eventId':1,'subscriptionType':'contact.creation','objectId':7,'occurredAt':1755820800123}]",
                        "- | contact.creation | 7 | " + time("2025-08-22T00:00:00.123Z")),
                row(
                        "docusign",
                        "{'event':'envelope-sent','generatedDateTime':'2025-08-22T00:00:00Z','data':{'envelopeId':'e1'}}",
                        "e1:envelope-sent:2025-08-22T00%3a00%3a00Z | envelope-sent | e1 | "
                                + time("2025-08-22T00:00:00Z")),
                row("telegram", "{'update_id':42,'message':{'chat':{'id':9}}}", "42 | unknown | 9 | sequence 42"),
                row(
                        "line",
                        "{'events':[{'type':'message','timestamp':1755820800123,'source':{'userId':'U1'}}]}",
                        "- | message | U1 | " + time("2025-08-22T00:00:00.123Z")),
                row(
                        "discord",
                        "{'application_id':'7','type':1,'event':{'type':'APPLICATION_AUTHORIZED',"
                                + "'timestamp':'2025-08-22T00:00:00.1Z'}}",
                        "- | APPLICATION_AUTHORIZED | 7 | " + time("2025-08-22T00:00:00.1Z")),
                row(
                        "twitch",
                        "{'subscription':{'id':'s1','type':'channel.follow'}}",
                        "m-1 | channel.follow | s1 | " + time("2025-08-22T00:00:00.123456789Z"),
                        "Twitch-Eventsub-Message-Id",
                        "m-1",
                        "Twitch-Eventsub-Message-Timestamp",
                        "2025-08-22T00:00:00.123456789Z"),
                row(
                        "zoom",
                        "{'event':'meeting.started','event_ts':1755820800123,'payload':{'object':{'uuid':'u=='}}}",
                        "meeting.started:1755820800123:u== | meeting.started | u== | "
                                + time("2025-08-22T00:00:00.123Z")),
                row(
                        "meta",
                        "{'object':'page','entry':[{'id':'e1','time':1755820800}]}",
                        "- | page | e1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "persona",
                        "{'data':{'id':'evt_1','attributes':{'name':'inquiry.completed',"
                                + "'created-at':'2025-08-22T00:00:00.000Z','payload':{'data':{'id':'inq_1'}}}}}",
                        "evt_1 | inquiry.completed | inq_1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "sanity",
                        "{'_id':'doc1','_updatedAt':'2025-08-22T00:00:00Z'}",
                        "k1 | update | doc1 | " + time("2025-08-22T00:00:00Z"),
                        "idempotency-key",
                        "k1",
                        "sanity-operation",
                        "update"),
                row(
                        "ringcentral",
                        "{'uuid':'u1','event':'/restapi/v1.0/x','subscriptionId':'s1','timestamp':'2025-08-22T00:00:00Z'}",
                        "u1 | /restapi/v1.0/x | s1 | " + time("2025-08-22T00:00:00Z")),
                row(
                        "strava",
                        "{'subscription_id':1,'object_type':'activity','object_id':2,'aspect_type':'update',"
                                + "'event_time':1755820800}",
                        "1:activity:2:update:1755820800 | activity.update | activity:2 | "
                                + time("2025-08-22T00:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource({"payments", "others"})
    void shouldSayWhichEventItIs(Row row) {
        assertThat(describe(identify(row))).isEqualTo(row.expected());
    }

    /** A sample that says nothing would prove nothing. */
    @Test
    void shouldReadAnEmptyBodyAsNothing() {
        assertThat(describe(identify(row("razorpay", "", "")))).isEqualTo("- | unknown | - | -");
    }
}
