//! The simulated sub-district, harvested, and its addresses downloaded by bare reqwest.

use std::time::Duration;

use balai_benches::{Ground, TemporaryStore, parse_html};
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};

fn harvest(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let ground = runtime.block_on(Ground::open(Duration::ZERO));
    let harvest = || {
        let kept = TemporaryStore::open();
        runtime.block_on(ground.harvest(kept.store.clone())).0
    };
    harvest();
    let urls = ground.asked();

    let mut group = criterion.benchmark_group("sub-district");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Elements(urls.len() as u64));
    group.bench_function("harvest", |b| b.iter_custom(|times| (0..times).map(|_| harvest()).sum()));
    for (name, read) in
        [("reqwest alone", (|_| ()) as fn(&[u8])), ("reqwest, each page parsed once", parse_html)]
    {
        group.bench_function(name, |b| {
            b.iter_custom(|times| (0..times).map(|_| runtime.block_on(ground.download(&urls, read)).0).sum());
        });
    }
    group.finish();
}

criterion_group!(benches, harvest);
criterion_main!(benches);
