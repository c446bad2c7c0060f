package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.CodedScheme;
import org.jspecify.annotations.Nullable;

/** Finds the code that a definition names in its {@code code}. */
public final class CodedSchemes {

    private CodedSchemes() {}

    /** Returns the code with that name, or null. */
    public static @Nullable CodedScheme named(String name) {
        return switch (name) {
            case "adyen" -> new AdyenScheme();
            case "apple" -> new AppleScheme();
            case "braintree" -> new BraintreeScheme();
            case "contentful" -> new ContentfulScheme();
            case "ebay" -> new EbayScheme();
            case "paypal" -> new PaypalScheme();
            case "sns" -> new SnsScheme();
            case "truelayer" -> new TruelayerScheme();
            case "twilio" -> new TwilioScheme();
            default -> null;
        };
    }
}
