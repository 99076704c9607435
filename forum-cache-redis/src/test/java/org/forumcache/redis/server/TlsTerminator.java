package org.forumcache.redis.server;

/**
 * TLS in front of a server on this machine that speaks none: it decrypts what clients send and passes it on.
 *
 * <p>With it TLS can be tested with every server program. For any thread.
 */
public final class TlsTerminator implements AutoCloseable {
    private final TcpProxy proxy;

    private TlsTerminator(TcpProxy proxy) {
        this.proxy = proxy;
    }

    /** Listens with the server's certificate on a loopback port. */
    public static TlsTerminator to(int serverPort, TestCertificates certificates) {
        return new TlsTerminator(
                TcpProxy.to(serverPort, certificates.serverContext().getServerSocketFactory()));
    }

    public int port() {
        return proxy.port();
    }

    /** The network behind the encryption, to be broken and healed. */
    public TcpProxy network() {
        return proxy;
    }

    @Override
    public void close() {
        proxy.close();
    }
}
