package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerInfoTest {

    private static ServerInfo info(String role, String runId, String replicationId) {
        return ServerInfo.parse("# Server\r\nrun_id:%s\r\n\r\n# Replication\r\nrole:%s\r\nmaster_replid:%s\r\n"
                .formatted(runId, role, replicationId));
    }

    @Test
    void theIdentityChangesWithARestartAndWithAPromotion() {
        ServerInfo info = info("master", "r1", "x1");

        assertThat(info("master", "r1", "x1").identity()).isEqualTo(info.identity());
        assertThat(info("master", "r2", "x1").identity()).isNotEqualTo(info.identity());
        assertThat(info("master", "r1", "x2").identity()).isNotEqualTo(info.identity());
    }

    @Test
    void aServerContinuesWhileItStaysAMasterWithItsReplicationId() {
        ServerInfo earlier = info("master", "r1", "x1");

        assertThat(info("master", "", "x1").continues(earlier)).isTrue();
        assertThat(info("slave", "", "x1").continues(earlier)).isFalse();
        assertThat(info("master", "", "x2").continues(earlier)).isFalse();
    }

    @Test
    void clusterNodesSaySo() {
        assertThat(ServerInfo.parse("cluster_enabled:1").isInCluster()).isTrue();
        assertThat(ServerInfo.parse("cluster_enabled:0").isInCluster()).isFalse();
        assertThat(ServerInfo.parse("").isInCluster()).isFalse();
    }

    @Test
    void theServersClockGoesOnWithOurs() {
        ServerClock clock = ServerClock.of(1_000_000, List.of(digits("1700000000"), digits("123456")));

        assertThat(clock.millisAt(1_000_000)).isEqualTo(1_700_000_000_123L);
        assertThat(clock.millisAt(6_000_000)).isEqualTo(1_700_000_000_128L);
    }

    @Test
    void referralsNameHostAndPort() {
        assertThat(Referral.in(new RedisCommandExecutionException("MOVED 3999 10.0.0.1:6381")))
                .isEqualTo(new Referral("10.0.0.1", 6381, false));
        assertThat(Referral.in(new RedisCommandExecutionException("ASK 3999 ::1:6381")))
                .isEqualTo(new Referral("::1", 6381, true));
        assertThat(Referral.in(new RedisCommandExecutionException("MOVED 3999 :6381")))
                .isEqualTo(new Referral("", 6381, false));
        assertThat(Referral.in(new RedisCommandExecutionException("WRONGTYPE Operation against a key")))
                .isNull();
    }

    private static byte[] digits(String number) {
        return number.getBytes(StandardCharsets.US_ASCII);
    }
}
