package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.Confidence;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemeReaderTest {

    private static Map<String, Object> definition(String json) {
        Map<String, Object> definition = JsonDocument.readObject(
                RawPayload.copyOf(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(definition).isNotNull();
        return definition;
    }

    private static SignatureScheme read(String json) {
        return SchemeCatalogue.builtIn().reader().read("acme", definition(json));
    }

    @Nested
    class UsersOwnSchemes {

        @Test
        void shouldNeedNoMoreThanHeaderEncodingAndAlgorithm() {
            SignatureScheme scheme =
                    read("{'signature':{'header':'X-Acme','encoding':'hex'},'algorithm':'hmac-sha512'}");
            assertThat(scheme.name()).isEqualTo("acme");
            assertThat(scheme.confidence()).isEqualTo(Confidence.OWN);
            assertThat(scheme.coverage()).isEqualTo(Coverage.wholeBody());
            List<SigningSecret> secrets = List.of(SigningSecret.of("s"));
            WebhookRequest signed = SignatureSigner.of(scheme, secrets)
                    .sign(
                            OutboundRequest.post("https://example.com", RawPayload.copyOf(new byte[] {1})),
                            Subject.NOW,
                            "")
                    .receivedAt(Subject.NOW);
            assertThat(signed.headers().first("X-Acme")).hasSize(128);
            assertThat(SignatureVerifier.of(scheme, secrets).verify(signed)).isInstanceOf(Verified.class);
        }

        @Test
        void shouldBeLikeOneOfTheCatalogueButForWhatTheySay() {
            SignatureScheme scheme = read(
                    "{'like':'stripe','provider':'Acme','signature':{'header':'Acme-Signature','items':',','format':'v1={signature}','encoding':'hex'}}");
            List<SigningSecret> secrets = List.of(SigningSecret.of("s"));
            OutboundRequest signed = SignatureSigner.of(scheme, secrets)
                    .sign(OutboundRequest.post("https://example.com", RawPayload.empty()), Subject.NOW, "");
            assertThat(signed.headers().first("Acme-Signature")).startsWith("t=1755820800,v1=");
            assertThat(scheme.provider()).isEqualTo("Acme");
        }

        @Test
        void shouldDeriveWhatTheSignatureCovers() {
            SignatureScheme scheme = read("{'signature':{'header':'S','encoding':'hex'},'algorithm':'hmac-sha256',"
                    + "'timestamp':{'at':'header:T'},'id':{'at':'header:I'},"
                    + "'message':'{id}{timestamp}{method}{path}{header:X-A}{json:/a}{body|crc32}'}");
            assertThat(scheme.coverage())
                    .isEqualTo(new Coverage(Coverage.Body.FIELDS, true, true, true, true, Set.of("X-A")));
            assertThat(scheme.coverage().isWeak()).isTrue();
            assertThat(scheme.coverage().describe()).isEqualTo("fields of the body, method, url, time, id, X-A");
        }

        @Test
        void shouldPutTheMessageTogetherFromEveryKindOfPart() throws NoSuchAlgorithmException {
            SignatureScheme scheme = read(
                    "{'signature':{'query':'sig','encoding':'base64url'},'algorithm':'sha256',"
                            + "'message':'{secret}|{method}|{path}|{query:q|lower}|{header:X-H}|{json:/a}|{body|sha256-hex}|{body|crc32}|{{}}'}");
            String message =
                    "s|POST|/p|q|h|1|015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862|1444654255|{}";
            String signature = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8)));
            WebhookRequest request = new WebhookRequest(
                    "POST",
                    "https://example.com/p?q=Q&sig=" + signature,
                    Headers.of("x-h", "h"),
                    RawPayload.copyOf("{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
                    Subject.NOW);
            assertThat(SignatureVerifier.of(scheme, List.of(SigningSecret.of("s")))
                            .verify(request))
                    .isInstanceOf(Verified.class);
        }
    }

    @Nested
    class Errors {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\u0000',
                value = {
                    "{} | acme.algorithm | is missing",
                    "{'algorithm':'hmac-sha257'} | acme.algorithm | hmac-sha256, hmac-sha384",
                    "{'algorithm':'hmac-sha256'} | acme.signature | is missing",
                    "{'algorithm':'hmac-sha256','signature':'X'} | acme.signature | must be an object",
                    "{'algorithm':'hmac-sha256','signature':{}} | acme.signature.header | is missing",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X'}} | acme.signature.encoding | hex, base64",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hexx'}} | acme.signature.encoding | 'hexx' is not one of hex, hex-lower",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex','colour':'red'}} | acme.signature.colour | is unknown; known are all, encoding",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex','all':'perhaps'}} | acme.signature.all | must be true or false",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex','format':'v1='}} | acme.signature.format | must hold {signature}",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'message':'{body'} | acme.message | '{' without '}'",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'message':'{bod}'} | acme.message | write body, timestamp",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'message':'{timestamp}'} | acme.timestamp | is missing",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'message':'{id}'} | acme.id | is missing",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'message':'{secret}'} | acme.message | plain digest",
                    "{'algorithm':'sha256','signature':{'header':'X','encoding':'hex'}} | acme.message | must hold {secret}",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'timestamp':{'at':'header:T','tolerance':'300'}} | acme.timestamp.tolerance | such as PT5M",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'timestamp':{'at':'header:T','tolerance':'-PT5M'}} | acme.timestamp.tolerance | negative",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'timestamp':{'at':'T'}} | acme.timestamp.at | header:NAME",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'timestamp':{'at':'json:t'}} | acme.timestamp.at | begins with '/'",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'key':{'decode':'asymmetric'}} | acme.key.decode | cannot be asymmetric",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'text'}} | acme.key.decode | must be asymmetric or fetched",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched'}} | acme.key.url | is missing",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'http://example.com/k'}} | acme.key.url | https",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'url':'https://example.com/k'}} | acme.key.url | only for decode: fetched",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'identity':{'id':'{body}'}} | acme.identity.id | places only",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'identity':{'order':{}}} | acme.identity.order.at | is missing",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'key':{'ask':{'a':'key-id'}}} | acme.key.ask | only for decode: fetched",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':{'production':'https://example.com/k'}}} | acme.key.url.sandbox | is missing",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'https://example.com/k','ask':{'secret':'hush'}}} | acme.key.ask.secret | names no place",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'https://example.com/k','ask':{'secret':'header:X'}}} | acme.key.ask.secret | such as config:secret",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'https://example.com/k','token':{'url':'https://example.com/t','clientId':'config:id'}}} | acme.key.token.clientSecret | is missing",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'https://example.com/k','token':{'url':'http://example.com/t'}}} | acme.key.token.url | https",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'https://example.com/k','absent':{'status':'200','at':'json:/e','text':'none'}}} | acme.key.absent.status | 400 to 499",
                    "{'algorithm':'ed25519','signature':{'header':'X','encoding':'hex'},'key':{'decode':'fetched','url':'https://example.com/k','absent':{'status':404,'at':'header:E','text':'none'}}} | acme.key.absent.at | json:/error_code",
                    "{'algorithm':'hmac-sha256','signature':{'header':'X','encoding':'hex'},'id':{'at':'item:t='},'message':'{id}.{body}'} | acme.id.at | items",
                    "{'jws':{'algorithms':['RS256']}} | acme.jws.header | token: body",
                    "{'jws':{'token':'header','algorithms':['RS256']}} | acme.jws.token | can only be body",
                    "{'jws':{'token':'body','header':'X','algorithms':['RS256']}} | acme.jws.header | has no meaning",
                    "{'code':'nobody'} | acme.code | no code named 'nobody'",
                    "{'like':'nobody'} | acme.like | no scheme 'nobody'",
                })
        void shouldNameTheFieldAndTheRemedy(String json, String path, String remedy) {
            assertThatExceptionOfType(SchemeDefinitionException.class)
                    .isThrownBy(() -> read(json))
                    .withMessageStartingWith(path + ": ")
                    .withMessageContaining(remedy)
                    .satisfies(e -> assertThat(e.path()).isEqualTo(path));
        }
    }
}
