package dev.sallyport.core.signature.key;

import java.util.Map;

/**
 * A token to be had for an application's own credentials, by the client credentials grant (RFC 6749 section 4.4) with
 * HTTP Basic.
 *
 * @param url where, an {@code https} address that the scheme names
 * @param clientId the application's id
 * @param clientSecret its secret; never to be logged
 * @param form the fields of the request's body
 */
public record TokenGrant(String url, String clientId, String clientSecret, Map<String, String> form) {

    public TokenGrant {
        form = Map.copyOf(form);
    }

    /** Names the address only. */
    @Override
    public String toString() {
        return "TokenGrant[" + url + "]";
    }
}
