package dev.gembourse.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/** A key pair on the curve P-256, for ES256 (RFC 7518, section 3.4). */
record SigningKey(ECKey jwk, Instant signsFrom) {

    static SigningKey generate(String id, Instant signsFrom) {
        try {
            return new SigningKey(
                    new ECKeyGenerator(Curve.P_256)
                            .keyID(id)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .generate(),
                    signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("expected a Java platform with P-256", e);
        }
    }

    /**
     * A key that was kept.
     *
     * @param privateKey in PKCS #8
     * @param publicKey in X.509
     */
    static SigningKey of(String id, byte[] privateKey, byte[] publicKey, Instant signsFrom) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            ECPublicKey verifying = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(publicKey));
            return new SigningKey(
                    new ECKey.Builder(Curve.P_256, verifying)
                            .privateKey(factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)))
                            .keyID(id)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .build(),
                    signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected signing key " + id + " to be one", e);
        }
    }

    String id() {
        return jwk.getKeyID();
    }

    byte[] privateKey() {
        try {
            return jwk.toPrivateKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException("expected a private key", e);
        }
    }

    byte[] publicKey() {
        try {
            return jwk.toPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException("expected a public key", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + " from " + signsFrom + "]";
    }
}
