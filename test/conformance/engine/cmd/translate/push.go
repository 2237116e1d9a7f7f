package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/test"
)

// pushed is what a gateway is told, and by which versions of istiod's modules.
type pushed struct {
	Istio     string            `json:"istio,omitempty"`
	API       string            `json:"api,omitempty"`
	Listeners []json.RawMessage `json:"listeners"`
	Routes    []json.RawMessage `json:"routes"`
	Clusters  []json.RawMessage `json:"clusters,omitempty"`
	Endpoints []json.RawMessage `json:"endpoints,omitempty"`
}

func pushOne(in manifests, namespace string, labels map[string]string) (pushed, error) {
	pod := in.gatewayPod(namespace, labels)
	if pod == nil {
		return pushed{}, fmt.Errorf("no Pod in namespace %q with the labels %v and a status.podIP among the manifests: add the gateway's", namespace, labels)
	}
	all, err := push(in, []*object{pod}, true)
	if err != nil {
		return pushed{}, err
	}
	all[0].Istio, all[0].API = version("istio.io/istio"), version("istio.io/api")
	return all[0], nil
}

// push answers for each of these pods.
func push(in manifests, pods []*object, clusters bool) ([]pushed, error) {
	var out []pushed
	// istiod's own test server stands in for a control plane: the real code, a cluster in memory.
	err := test.Wrap(func(t test.Failer) {
		server := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
			Configs:                in.istio,
			KubernetesObjectString: strings.Join(in.kubernetes, separator),
			MeshConfig:             in.mesh,
		})
		for _, pod := range pods {
			proxy := server.SetupProxy(gatewayProxy(pod))
			listeners := server.Listeners(proxy)
			told := pushed{Listeners: encode(t, listeners), Routes: encode(t, server.RoutesFromListeners(proxy, listeners))}
			if clusters {
				told.Clusters, told.Endpoints = encode(t, server.Clusters(proxy)), encode(t, server.Endpoints(proxy))
			}
			out = append(out, told)
		}
	})
	return out, err
}

func gatewayProxy(pod *object) *model.Proxy {
	namespace, labels := pod.Metadata.Namespace, pod.Metadata.Labels
	return &model.Proxy{
		Type: model.Router, ID: pod.Metadata.Name + "." + namespace, IPAddresses: []string{pod.Status.PodIP},
		ConfigNamespace: namespace, Labels: labels,
		Metadata: &model.NodeMetadata{
			Namespace: namespace, Labels: labels, ClusterID: "Kubernetes", UnprivilegedPod: pod.env("ISTIO_META_UNPRIVILEGED_POD"),
		},
	}
}

func encode[M proto.Message](t test.Failer, messages []M) []json.RawMessage {
	encoded := []json.RawMessage{}
	for _, message := range messages {
		raw, err := protojson.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		encoded = append(encoded, raw)
	}
	return encoded
}

// version is the one of a module that this program was built from.
func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "unknown"
}
