// What the samples of the last 15 minutes say. Each is an array in this order; its counts only grow.

const COLUMNS = ['time', 'threadHits', 'threadMisses', 'listHits', 'listMisses', 'categoryHits', 'categoryMisses',
  'fills', 'refusedFills', 'invalidations', 'errors', 'bypasses', 'pending', 'oldestPending', 'p50', 'p99', 'entries',
  'bytes'];

export const SPAN_S = 15 * 60;
/** Rates are those of the last so many seconds, or they would jump. */
const SMOOTH = 5;
/** Hit rates change too fast to be read in shorter spans. */
const RATE_SPAN = 30;

/** Samples in order of their time, the oldest at most 15 minutes older than the latest. */
export class Samples {
  #all = [];

  /** What a server knows; what an earlier one told before it was stopped stays. */
  restart(history) {
    const added = history.map(named);
    const before = this.#all.filter(sample => added.length === 0 || sample.time < added[0].time);
    this.#all = [...before, ...added];
    this.#trim();
  }

  add(sample) {
    this.#all.push(named(sample));
    this.#trim();
  }

  get latest() {
    return this.#all.at(-1);
  }

  #trim() {
    const oldest = (this.latest?.time ?? 0) - SPAN_S * 1000;
    while (this.#all.length > 0 && this.#all[0].time < oldest) {
      this.#all.shift();
    }
  }

  /** Seconds since 1970, for the charts. */
  times() {
    return this.#all.map(sample => sample.time / 1000);
  }

  /** The latest value of a count, by the second. */
  rate(...counts) {
    return this.#rateAt(this.#all.length - 1, counts);
  }

  rates(...counts) {
    return this.#all.map((_, i) => this.#rateAt(i, counts));
  }

  values(column) {
    return this.#all.map(sample => sample[column]);
  }

  /** The share of a kind's reads that were hits, in percent, where there were reads. */
  hitRates(kind) {
    return this.#all.map((sample, i) => {
      const before = this.#before(i, RATE_SPAN);
      const hits = before ? sample[kind + 'Hits'] - before[kind + 'Hits'] : 0;
      const misses = before ? sample[kind + 'Misses'] - before[kind + 'Misses'] : 0;
      return hits + misses > 0 ? 100 * hits / (hits + misses) : null;
    });
  }

  #rateAt(i, counts) {
    const before = this.#before(i, SMOOTH);
    if (!before) {
      return null;
    }
    const grown = counts.reduce((sum, name) => sum + this.#all[i][name] - before[name], 0);
    return 1000 * grown / (this.#all[i].time - before.time);
  }

  /** An earlier sample of the same run of the server, whose counts are therefore not higher. */
  #before(i, seconds) {
    for (let at = Math.max(0, i - seconds); at < i; at++) {
      const before = this.#all[at];
      const recent = this.#all[i].time - before.time <= (seconds + 5) * 1000;
      if (recent && COLUMNS.slice(1, 12).every(name => before[name] <= this.#all[i][name])) {
        return before;
      }
    }
    return null;
  }
}

function named(sample) {
  return Object.fromEntries(COLUMNS.map((name, i) => [name, sample[i]]));
}
