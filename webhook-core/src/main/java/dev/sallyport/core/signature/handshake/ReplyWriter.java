package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.HandshakeReply;
import dev.sallyport.core.signature.HandshakeText;
import dev.sallyport.core.signature.RequestFields;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Fills in an answer. The forms of its values have been checked before; escaping is the second bolt, not the first. */
final class ReplyWriter {

    private ReplyWriter() {}

    static HandshakeResponse write(HandshakeReply reply, RequestFields fields, String signature) {
        Headers.Builder headers = Headers.builder();
        HandshakeReply.Content content = reply.content();
        byte[] body = new byte[0];
        if (content != null) {
            headers.add("Content-Type", content.type().mediaType());
            boolean json = content.type() == HandshakeReply.Type.JSON;
            body = filled(content.text(), fields, signature, json).getBytes(StandardCharsets.UTF_8);
        }
        headers.add("X-Content-Type-Options", "nosniff");
        reply.headers().forEach((name, text) -> headers.add(name, filled(text, fields, signature, false)));
        return new HandshakeResponse(reply.status(), headers.build(), RawPayload.adopt(body));
    }

    private static String filled(HandshakeText text, RequestFields fields, String signature, boolean json) {
        StringBuilder filled = new StringBuilder();
        for (HandshakeText.Piece piece : text.pieces()) {
            switch (piece) {
                case HandshakeText.Piece.Fixed literal -> filled.append(literal.text());
                case HandshakeText.Piece.Computed computed -> filled.append(signature);
                case HandshakeText.Piece.Value value -> append(filled, fields.text(value.field()), json);
            }
        }
        return filled.toString();
    }

    private static void append(StringBuilder filled, @Nullable String text, boolean json) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            if (json && (c < ' ' || c > '~' || "\"\\<>&'".indexOf(c) >= 0)) {
                filled.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                filled.append(c);
            }
        }
    }
}
