"""Browses for a service with python3-zeroconf by unicast on the loopback address, and prints what it finds and when it goes.

Usage: browse.py PORT TYPE    (TYPE such as _http._tcp.local.; a line on standard input ends it)
"""
import sys

from zeroconf import ServiceBrowser, ServiceListener, Zeroconf


class Listener(ServiceListener):
    def add_service(self, zc, type_, name):
        # The answer to the PTR query had all records: no further query is sent.
        info = zc.get_service_info(type_, name, timeout=1)
        if info is None:
            print("incomplete", name, flush=True)
            return
        properties = ",".join(key.decode() + "=" + value.decode() for key, value in info.properties.items())
        print("found", name, info.server, info.port, info.parsed_addresses()[0], properties, flush=True)

    def remove_service(self, zc, type_, name):
        print("gone", name, flush=True)

    def update_service(self, zc, type_, name):
        pass


browsed = Zeroconf(interfaces=["127.0.0.1"], unicast=True)
browser = ServiceBrowser(browsed, sys.argv[2], listener=Listener(), addr="127.0.0.1", port=int(sys.argv[1]))
sys.stdin.readline()
browsed.close()
