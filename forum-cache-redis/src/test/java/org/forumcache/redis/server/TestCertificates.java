package org.forumcache.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and the certificate it gave a server on localhost and 127.0.0.1, both made for one test and valid for two days. */
public final class TestCertificates {
    /** Guards keys that are thrown away after the test. */
    private static final String PASSWORD = "changeit";

    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";

    private final Path directory;
    private final KeyStore keys;

    private TestCertificates(Path directory, KeyStore keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /** Makes them with the keytool of this JDK; the files go into the directory, which is the caller's to delete. */
    public static TestCertificates in(Path directory) {
        Path store = directory.resolve("keys.p12");
        keytool(store, AUTHORITY, "-dname", "CN=Authority of one test", "-ext", "bc:critical=ca:true");
        keytool(
                store,
                SERVER,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-signer",
                AUTHORITY);
        try (InputStream bytes = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(bytes, PASSWORD.toCharArray());
            TestCertificates certificates = new TestCertificates(directory, keys);
            certificates.writePem();
            return certificates;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + store, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keytool made no keys that Java can read", e);
        }
    }

    /** The authority's certificate as a PEM file. */
    public Path authorityPem() {
        return directory.resolve("authority.pem");
    }

    /** The server's certificate as a PEM file. */
    public Path serverPem() {
        return directory.resolve("server.pem");
    }

    /** The server's private key as a PEM file. */
    public Path serverKeyPem() {
        return directory.resolve("server-key.pem");
    }

    /** Trusts what the authority signed and nothing else. */
    public TrustManagerFactory trust() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the authority", e);
        }
    }

    /** What a server shows its clients. */
    SSLContext serverContext() {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    SERVER,
                    keys.getKey(SERVER, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    keys.getCertificateChain(SERVER));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the server's certificate", e);
        }
    }

    private void writePem() throws IOException, GeneralSecurityException {
        Certificate authority = keys.getCertificate(AUTHORITY);
        Certificate server = keys.getCertificate(SERVER);
        byte[] key = keys.getKey(SERVER, PASSWORD.toCharArray()).getEncoded();
        Files.writeString(authorityPem(), pem("CERTIFICATE", authority.getEncoded()));
        Files.writeString(serverPem(), pem("CERTIFICATE", server.getEncoded()));
        Files.writeString(serverKeyPem(), pem("PRIVATE KEY", key));
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    /** Adds a pair of keys with its certificate to the store. */
    private static void keytool(Path store, String alias, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run keytool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
