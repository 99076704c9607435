package org.forumcache.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.forumcache.benchmarks.Contracts.Cell;
import org.forumcache.benchmarks.Contracts.Place;

/** What the command {@link Contracts} says about its cells. */
final class ContractsReport {
    private static final double NANOS = 1e6;

    private final Report report;
    private final List<Cell> cells;

    ContractsReport(Report report, List<Cell> cells) {
        this.report = report;
        this.cells = cells;
    }

    void tell() {
        report.note(
                "One thread carries out one operation after the other; under load, two more threads of the same process"
                        + " read and one stores threads of 4 KB, with 0.2 ms between two operations of each. A contract is met if"
                        + " 99 of 100 operations take less than its limit; the last column says whether every single one did.");
        for (Place place : Place.values()) {
            table(place);
        }
        chart();
        for (Place place : Place.values()) {
            for (Contract contract : Contract.values()) {
                report.below(
                        place.label() + ": " + contract.label() + ", ms", worst(place, contract), contract.millis());
            }
        }
    }

    private void table(Place place) {
        Table table = report.table(
                "On the backend " + place.label(),
                "operation",
                "limit, ms",
                "keys",
                "what else goes on",
                "operations",
                "p50, ms",
                "p99, ms",
                "max, ms",
                "met",
                "met by all");
        for (Contract contract : Contract.values()) {
            of(place, contract)
                    .forEach(cell -> table.row(
                            contract.label(),
                            contract.millis(),
                            cell.keys(),
                            cell.company().label(),
                            cell.nanos().getTotalCount(),
                            cell.nanos().getValueAtPercentile(50) / NANOS,
                            p99(cell),
                            cell.nanos().getMaxValue() / NANOS,
                            yesOrNo(p99(cell), contract),
                            yesOrNo(cell.nanos().getMaxValue() / NANOS, contract)));
        }
    }

    private void chart() {
        List<Contract> contracts = List.of(Contract.values());
        BarChart chart = new BarChart(
                "99 of 100 operations, at worst, in % of the time that the specification allows",
                "% of the limit", contracts.stream().map(Contract::label).toList());
        for (Place place : Place.values()) {
            chart.with(
                    place.label(),
                    contracts.stream()
                            .map(contract -> 100 * worst(place, contract) / contract.millis())
                            .toList());
        }
        report.chart(chart);
    }

    private double worst(Place place, Contract contract) {
        return of(place, contract)
                .map(ContractsReport::p99)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Stream<Cell> of(Place place, Contract contract) {
        return cells.stream().filter(cell -> cell.place() == place && cell.contract() == contract);
    }

    private static double p99(Cell cell) {
        return cell.nanos().getValueAtPercentile(99) / NANOS;
    }

    private static String yesOrNo(double millis, Contract contract) {
        return millis < contract.millis() ? "yes" : "no";
    }
}
